#!/bin/sh
# Crashes the store in a simulation, seed by seed, and checks what is left; prints what happened how often.
#
#   tools/crash-campaign.sh [SEEDS [FIRST [errors]]]    100000 seeds from 1 on; 'errors' makes disk operations fail too
#
# Ends with 1 at the first broken promise, and prints the seed that breaks it.
set -eu
cd "$(dirname "$0")/.."
exec mvn -q -B -ntp -Dquick -pl storage test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
  "-Dexec.args=--add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -cp %classpath io.pitwall.storage.StoreCrashCampaign $*"
