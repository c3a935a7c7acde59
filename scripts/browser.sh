#!/bin/sh
# What the report tests look with: headless Chromium and a Chinese font. Without root the tests
# that need them skip and say so.
set -u
have() { command -v "$1" >/dev/null 2>&1; }
fonts=$(fc-list :lang=zh 2>/dev/null | head -n 1)
if { have chromium || have chromium-browser || have google-chrome; } && [ -n "$fonts" ]; then exit 0; fi
if [ "$(id -u)" != 0 ] || ! have apt-get; then
    echo "no Chromium or no Chinese font here: the browser tests will skip (install chromium and fonts-noto-cjk)"
    exit 0
fi
echo "installing Chromium and a Chinese font for the report tests"
{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig; } >/dev/null 2>&1 \
    || echo "Chromium could not be installed: the browser tests will skip"
exit 0
