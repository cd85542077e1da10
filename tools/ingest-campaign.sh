#!/bin/sh
# Measures writing against a yardstick in alternating runs, and says whether it is within the limits: --help tells the
# options.
set -eu
tools=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
exec "$tools/campaign.sh" IngestCampaign --pitwall "$tools/../pitwall" "$@"
