#!/bin/sh
# Runs a program of the benchmarks module: builds its jar and the server's when a source is newer, and becomes Java.
#
#   tools/campaign.sh CLASS [ARGUMENT…]
#
#   PITWALL_JAVA_HOME   the JDK to use, 25 or newer
#   PITWALL_JAVA_OPTS   further options for Java, separated by spaces
set -eu

home=$(CDPATH='' cd "$(dirname "$0")/.." && pwd -P)
jar=$home/benchmarks/target/benchmarks.jar

# Is this directory a JDK 25 or newer? Its release file says.
is_new_enough() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${version:-0}" -ge 25 ]
}

java_home=
on_path=$(command -v javac || true)
[ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
for candidate in "${PITWALL_JAVA_HOME:-}" "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/jdk* \
  "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
  if [ -n "$candidate" ] && is_new_enough "$candidate"; then
    java_home=$candidate
    break
  fi
done
if [ -z "$java_home" ]; then
  echo "The campaigns need a JDK 25 or newer and found none: install one, or set PITWALL_JAVA_HOME to its folder." >&2
  exit 1
fi

if [ ! -f "$jar" ] || [ -n "$(find "$home/pom.xml" "$home"/*/pom.xml "$home"/*/src/main -newer "$jar" -print 2>/dev/null |
  head -n 1)" ]; then
  echo "Building the campaigns…" >&2
  mkdir -p "$home/benchmarks/target"
  started=$home/benchmarks/target/build-started
  : >"$started"
  (cd "$home" && JAVA_HOME=$java_home \
    MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}" \
    mvn -q -B -ntp -Dquick -Pjar -Dmaven.test.skip=true -pl benchmarks -am package >&2)
  # A source changed during the build is newer than the jar; one that left the jar as it was is not.
  touch -r "$started" "$jar"
fi

class=$1
shift
# shellcheck disable=SC2086 # the options are meant to be split
exec "$java_home/bin/java" \
  --add-modules jdk.incubator.vector \
  --enable-native-access=ALL-UNNAMED \
  -Xmx1g ${PITWALL_JAVA_OPTS:-} \
  -cp "$jar" "io.pitwall.benchmarks.campaign.$class" "$@"
