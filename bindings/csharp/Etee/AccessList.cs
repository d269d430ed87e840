using System;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// Who may get a key of the KGSS: whoever has one of the allowed attributes and none of the excluded
    /// ones. It is read by the call that takes it and can be used again. One thread at a time.
    /// </summary>
    public sealed unsafe class AccessList : IDisposable
    {
        internal readonly AccessListHandle Handle;

        /// <summary>Makes a list that allows nobody yet.</summary>
        public AccessList()
        {
            EteeLibrary.Load();
            Failure.Check(NativeMethods.etee_access_list_new(out Handle, out var error), error);
        }

        /// <summary>Allows those whose session has an attribute.</summary>
        /// <param name="namespace">Such as "urn:be:fgov:certified-namespace:ehealth".</param>
        /// <param name="name">Such as "urn:be:fgov:person:ssin:doctor:boolean".</param>
        /// <param name="value">The value; null for any.</param>
        /// <returns>This list.</returns>
        public AccessList Allow(string @namespace, string name, string value = null)
        {
            Add(NativeMethods.etee_access_list_allow, @namespace, name, value);
            return this;
        }

        /// <summary>Excludes those whose session has an attribute, whatever else it has.</summary>
        /// <param name="namespace">Such as "urn:be:fgov:certified-namespace:ehealth".</param>
        /// <param name="name">Such as "urn:be:fgov:person:ssin:doctor:boolean".</param>
        /// <param name="value">The value; null for any.</param>
        /// <returns>This list.</returns>
        public AccessList Exclude(string @namespace, string name, string value = null)
        {
            Add(NativeMethods.etee_access_list_exclude, @namespace, name, value);
            return this;
        }

        /// <summary>Sends the element DeletionStrategy, which has no content.</summary>
        /// <returns>This list.</returns>
        public AccessList SetDeletionStrategy()
        {
            Failure.Check(
                NativeMethods.etee_access_list_set_deletion_strategy(Handle, out var error), error);
            return this;
        }

        /// <inheritdoc/>
        public void Dispose() => Handle.Dispose();

        private delegate int AddRule(
            AccessListHandle list,
            byte* space, UIntPtr spaceLength,
            byte* name, UIntPtr nameLength,
            byte* value, UIntPtr valueLength,
            out IntPtr error);

        private void Add(AddRule add, string @namespace, string name, string value)
        {
            var space = new Utf8(@namespace);
            var word = new Utf8(name);
            var text = new Utf8(value);
            fixed (byte* spaceText = space.Octets)
            fixed (byte* wordText = word.Octets)
            fixed (byte* valueText = text.Octets)
            {
                Failure.Check(
                    add(
                        Handle, spaceText, space.Length, wordText, word.Length,
                        valueText, text.Length, out var error),
                    error);
            }
        }
    }
}
