#!/bin/sh
# Kills a server at full load, again and again, and checks what is left.
#
#   tools/kill-campaign.sh rounds 50   50 kills; 2 show that it works
#   tools/kill-campaign.sh log 1       one kill with 1 GiB of log to replay; takes 6 GiB of heap
#
# PITWALL_JAVA_OPTS takes further options, such as -Dpitwall.seed=N. Ends with 1 if a promise was broken.
set -eu
tools=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
exec "$tools/campaign.sh" KillCampaign "$tools/../pitwall" "$@"
