# Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0
#
# Sourced by ./mvnw and ./tflm4j: sets and exports JAVA_HOME to a JDK 25 or newer, or says in one
# sentence what to install and exits with status 1. Order: JAVA_HOME, the java on the PATH, then the
# usual installation folders (a JDK 25 before any newer one).

# Prints the feature version (17, 25, ...) of the JDK in folder $1; nothing if there is no JDK.
tflm4j_jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9][0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/java" -XshowSettings:properties -version 2>&1 |
      sed -n 's/^ *java\.specification\.version = \([0-9][0-9]*\).*/\1/p'
  fi
}

# True if folder $1 holds a JDK 25 or newer.
tflm4j_jdk_suits() {
  tflm4j_version="$(tflm4j_jdk_version "$1")"
  [ -n "$tflm4j_version" ] && [ "$tflm4j_version" -ge 25 ]
}

# Prints the home of the java on the PATH, symbolic links and version managers' shims resolved.
tflm4j_path_jdk() {
  tflm4j_java="$(command -v java)" || return 0
  tflm4j_real="$(readlink -f "$tflm4j_java" 2>/dev/null)" || tflm4j_real="$tflm4j_java"
  tflm4j_home="${tflm4j_real%/bin/java}"
  if [ -r "$tflm4j_home/release" ]; then
    printf '%s\n' "$tflm4j_home"
  else
    "$tflm4j_java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
  fi
}

tflm4j_find_jdk() {
  for tflm4j_candidate in "${JAVA_HOME-}" "$(tflm4j_path_jdk)"; do
    if [ -n "$tflm4j_candidate" ] && tflm4j_jdk_suits "$tflm4j_candidate"; then
      JAVA_HOME="$tflm4j_candidate"
      return 0
    fi
  done
  tflm4j_newest=24
  for tflm4j_candidate in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/*jdk* /opt/jvm/* \
    /usr/local/openjdk* /usr/local/*jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${SDKMAN_CANDIDATES_DIR:-${HOME-}/.sdkman/candidates}"/java/* \
    "${HOME-}"/.jdks/* "${HOME-}"/.jdk/* "${HOME-}"/.gradle/jdks/* "${HOME-}"/.m2/jdks/* \
    "${HOME-}"/.jbang/cache/jdks/* "${HOME-}"/.asdf/installs/java/* "${HOME-}"/.jabba/jdk/* \
    "${HOME-}"/.local/share/mise/installs/java/* "${HOME-}"/.nix-profile/lib/openjdk \
    /run/current-system/sw/lib/openjdk; do
    tflm4j_jdk_suits "$tflm4j_candidate" || continue
    if [ "$tflm4j_version" -eq 25 ]; then
      JAVA_HOME="$tflm4j_candidate"
      return 0
    elif [ "$tflm4j_version" -gt "$tflm4j_newest" ]; then
      tflm4j_newest="$tflm4j_version"
      JAVA_HOME="$tflm4j_candidate"
    fi
  done
  [ "$tflm4j_newest" -ge 25 ]
}

if ! tflm4j_find_jdk; then
  echo "TFLM4J needs a JDK 25 or newer and found none: install one (for instance Eclipse Temurin 25, https://adoptium.net) or set JAVA_HOME to it." >&2
  exit 1
fi
export JAVA_HOME
