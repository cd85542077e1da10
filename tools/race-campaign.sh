#!/bin/sh
# Streams the race into a server while the dashboard's eight queries are asked, and says whether all held: --help tells
# the options.
set -eu
tools=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
exec "$tools/campaign.sh" RaceCampaign --pitwall "$tools/../pitwall" "$@"
