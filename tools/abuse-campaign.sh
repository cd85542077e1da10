#!/bin/sh
# Misuses a server in many ways while the race runs, and checks that the race does not notice. --help lists the options,
# --list the kinds of abuse.
#
#   tools/abuse-campaign.sh --minutes=60
set -eu
tools=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
exec "$tools/campaign.sh" AbuseCampaign --pitwall "$tools/../pitwall" "$@"
