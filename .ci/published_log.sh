#!/usr/bin/env bash
# A log that another implementation made: verified as it is, refused with a bit flipped in an entry, a tile, the checkpoint.
# usage: published_log.sh JAR FOLDER
set -euo pipefail
jar=$1
log=$2
key=example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

java -jar "$jar" verify "$log" --vkey "$key" --against "$log/checkpoint.7"

for file in tile/entries/000.p/15 tile/0/000.p/15 tile/0/000.p/3 checkpoint checkpoint.9; do
  rm -rf "$copy/log"
  cp -r "$log" "$copy/log"
  chmod -R u+w "$copy/log"
  python3 - "$copy/log/$file" <<'EOF'
import sys
with open(sys.argv[1], "r+b") as file:
    file.seek(30)
    byte = file.read(1)[0]
    file.seek(30)
    file.write(bytes([byte ^ 4]))
EOF
  status=0
  java -jar "$jar" verify "$copy/log" --vkey "$key" > "$copy/out" || status=$?
  tail -n 1 "$copy/out"
  if [ $status -ne 1 ] || ! grep -q "^NOT VERIFIED" "$copy/out"; then
    echo "FAILED: a flipped bit in $file ended with $status"
    exit 1
  fi
done
