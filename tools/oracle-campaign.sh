#!/bin/sh
# Compares the answers to random statements with those of PostgreSQL 15, which Maven brings; prints every kind of difference.
#
#   tools/oracle-campaign.sh [STATEMENTS [SEED]]    100000 statements, those of the seeds from 1 on
#
# Ends with 1 if a difference is not on the list of known ones, or, from 100000 statements on, if one on the list was not met.
set -eu
cd "$(dirname "$0")/.."
mvn -q -B -ntp -Dquick -Dmaven.test.skip=true -pl query -am install
exec mvn -q -B -ntp -Dquick -pl query test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
  "-Dexec.args=-Xmx1500m --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -cp %classpath io.pitwall.query.oracle.PostgresCampaign $*"
