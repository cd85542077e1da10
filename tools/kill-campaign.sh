#!/bin/sh
# Kills a server at full load, again and again, and checks what it kept.
#
#   tools/kill-campaign.sh 50       50 kills; 2 is enough to see that it works
#   tools/kill-campaign.sh log 1    one kill with 1 GiB of log to replay; takes 6 GiB of heap
#
# PITWALL_JAVA_HOME names the JDK, PITWALL_JAVA_OPTS further options, such as -Dpitwall.seed=N.
# Ends with 1 if a promise was broken.
set -eu
home=$(CDPATH='' cd "$(dirname "$0")/.." && pwd -P)
cd "$home"
java=
for jdk in "${PITWALL_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/jdk* "${HOME:-}"/.sdkman/candidates/java/* \
  "${HOME:-}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
  if [ -z "$java" ] && grep -q '^JAVA_VERSION="\(2[5-9]\|[3-9][0-9]\)' "$jdk/release" 2>/dev/null; then
    java=$jdk/bin/java
  fi
done
if [ -z "$java" ]; then
  echo "The campaign needs a JDK 25 or newer: set PITWALL_JAVA_HOME to its folder." >&2
  exit 2
fi
./pitwall version
if [ ! -f benchmarks/target/benchmarks.jar ] ||
  [ -n "$(find benchmarks/src storage/src/main client/src/main -newer benchmarks/target/benchmarks.jar -print | head -n 1)" ]; then
  mvn -q -B -ntp -Dquick -Pjar -Dmaven.test.skip=true -pl benchmarks -am package
fi
mode=${1:-10}
case $mode in
  log) set -- log "${2:-1}" ;;
  *) set -- rounds "$mode" ;;
esac
# shellcheck disable=SC2086 # the options are meant to be split
exec "$java" -Xmx2g ${PITWALL_JAVA_OPTS:-} -cp benchmarks/target/benchmarks.jar \
  io.pitwall.benchmarks.campaign.KillCampaign "$@"
