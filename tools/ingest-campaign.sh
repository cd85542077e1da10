#!/bin/sh
# Measures writing, in turns with a yardstick if one is given, and checks the limits. --help lists the options.
set -eu
tools=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
exec "$tools/campaign.sh" IngestCampaign --pitwall "$tools/../pitwall" "$@"
