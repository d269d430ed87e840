#!/bin/bash
# Makes these vectors anew, with other keys: whatever was sealed for the old ones is lost.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
jars=/usr/share/java
exec java -cp "$jars/bcprov.jar:$jars/bcpkix.jar:$jars/bcutil.jar" "$here/MakeHolder.java" "$here"
