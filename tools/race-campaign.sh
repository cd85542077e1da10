#!/bin/sh
# Writes the race into a server while the eight queries of the dashboard run, and checks the limits. --help lists the
# options.
set -eu
tools=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
exec "$tools/campaign.sh" RaceCampaign --pitwall "$tools/../pitwall" "$@"
