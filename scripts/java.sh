#!/bin/sh
# What the Spark tests run on: Java 17 or newer. Ends with 1, and says why, where there is none.
set -u
enough() {
    java=${JAVA_HOME:+$JAVA_HOME/bin/}java
    major=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
    [ "${major:-0}" -ge 17 ]
}
if enough; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing Java 17 for Spark"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless; } >/dev/null 2>&1
    if enough; then exit 0; fi
fi
echo "no Java 17 here: the Spark tests are skipped (install openjdk-17-jre-headless, or set JAVA_HOME)"
exit 1
