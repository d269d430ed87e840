using System;
using System.Collections.Generic;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// The paths, parameters, members, headers and media types of the platform's REST services. Those of
    /// the KGSS and the KeyDepot have no public description, and are a design of this library: whoever
    /// knows better replaces them here. What takes it reads it as it is then.
    /// </summary>
    public sealed unsafe class RestInterface : IDisposable
    {
        internal readonly RestInterfaceHandle Handle;

        /// <summary>Makes a table with the names that this version knows.</summary>
        public RestInterface()
        {
            EteeLibrary.Load();
            Failure.Check(NativeMethods.etee_rest_interface_new(out Handle, out var error), error);
        }

        /// <summary>The names, and what stands under each unless it is replaced.</summary>
        public static IReadOnlyDictionary<string, string> Names
        {
            get
            {
                EteeLibrary.Load();
                var names = new Dictionary<string, string>();
                for (var index = 0; ; index++)
                {
                    var name = Field(index, 0);
                    if (name == null)
                    {
                        return names;
                    }
                    names.Add(name, Field(index, 1));
                }
            }
        }

        /// <summary>Replaces what stands under a name.</summary>
        /// <param name="name">Such as "kgss.keys".</param>
        /// <param name="value">Such as "/kgss/keys".</param>
        /// <returns>This table.</returns>
        /// <exception cref="EteeUsageException">There is no such name, or the value cannot stand there.</exception>
        public RestInterface Set(string name, string value)
        {
            var word = new Utf8(name);
            var text = new Utf8(value);
            fixed (byte* wordText = word.Octets)
            fixed (byte* valueText = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_rest_interface_set(
                        Handle, wordText, word.Length, valueText, text.Length, out var error),
                    error);
            }
            return this;
        }

        /// <inheritdoc/>
        public void Dispose() => Handle.Dispose();

        private static string Field(int index, int field) =>
            Utf8.At(NativeMethods.etee_rest_interface_name((UIntPtr)index, (UIntPtr)field));
    }
}
