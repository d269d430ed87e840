using System.Runtime.CompilerServices;

// Tests count handles and compare the constants of the native library with the enumerations.
[assembly: InternalsVisibleTo("Etee.Tests")]
