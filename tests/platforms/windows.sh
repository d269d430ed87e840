# Sourced by the scripts that look at DLLs and programs for Windows.

# Every Windows that is still served has these, before anything is installed: so nothing has to be
# shipped beside the library, no C runtime either. The synchronisation calls of Windows 8 and later
# have no library of their own, but a contract.
system_libraries='advapi32|bcrypt|bcryptprimitives|crypt32|kernel32|msvcrt|ncrypt|ntdll|secur32|userenv|ws2_32'
system_libraries+='|api-ms-win-core-synch-[a-z0-9-]+'

# By the objdump of MinGW, or one that knows all kinds of objects.
look_inside() { # file
  local tool=x86_64-w64-mingw32-objdump
  command -v "$tool" >/dev/null || tool=objdump
  "$tool" -p "$1"
}

windows_imports() { # file
  look_inside "$1" | sed -n 's/^[[:space:]]*DLL Name: //p' | tr '[:upper:]' '[:lower:]' |
    sed 's/\.dll$//' | LC_ALL=C sort -u
}

# Fails with the names of what Windows does not bring, or where nothing is imported at all.
needs_only_windows() { # dll-or-program
  local needed foreign
  needed=$(windows_imports "$1")
  foreign=$(grep -vxE "$system_libraries" <<<"$needed")
  [ -n "$needed" ] && [ -z "$foreign" ] || { printf '%s\n' "$foreign"; return 1; }
}

windows_exports() { # dll
  look_inside "$1" |
    awk '/Ordinal\/Name Pointer/ { on = 1; next } on && !/\[/ { exit } on { print $NF }' |
    LC_ALL=C sort -u
}
