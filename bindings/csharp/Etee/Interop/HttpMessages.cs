using System;
using System.Net.Http;
using System.Threading.Tasks;

namespace Etee.Interop
{
    /// <summary>Requests and replies of the library in the words of HttpClient.</summary>
    internal static unsafe class HttpMessages
    {
        /// <summary>The request that the library lends.</summary>
        internal static HttpRequestMessage Read(IntPtr request)
        {
            var method = new HttpMethod(Utf8.At(NativeMethods.etee_request_method(request)));
            var url = Utf8.At(NativeMethods.etee_request_url(request));
            var message = new HttpRequestMessage(method, url);
            var body = Octets.At(
                NativeMethods.etee_request_body(request, out var length), length);
            if (method != HttpMethod.Get)
            {
                message.Content = new ByteArrayContent(body ?? new byte[0]);
            }
            var count = (ulong)NativeMethods.etee_request_header_count(request);
            for (ulong index = 0; index < count; index++)
            {
                var name = Utf8.At(
                    NativeMethods.etee_request_header_name(request, (UIntPtr)index));
                var value = Utf8.At(
                    NativeMethods.etee_request_header_value(request, (UIntPtr)index));
                if (!message.Headers.TryAddWithoutValidation(name, value))
                {
                    message.Content?.Headers.TryAddWithoutValidation(name, value);
                }
            }
            return message;
        }

        /// <summary>Sets status and headers of a reply.</summary>
        internal static void SetHead(ReplyHandle reply, HttpResponseMessage response)
        {
            Failure.Check(
                NativeMethods.etee_reply_set_status(
                    reply, (int)response.StatusCode, out var error),
                error);
            foreach (var header in response.Content.Headers)
            {
                var name = new Utf8(header.Key);
                var value = new Utf8(string.Join(", ", header.Value));
                fixed (byte* nameText = name.Octets)
                fixed (byte* valueText = value.Octets)
                {
                    Failure.Check(
                        NativeMethods.etee_reply_add_header(
                            reply, nameText, name.Length, valueText, value.Length, out error),
                        error);
                }
            }
        }

        internal static void Append(ReplyHandle reply, byte[] chunk, int count)
        {
            fixed (byte* data = chunk)
            {
                Failure.Check(
                    NativeMethods.etee_reply_append(reply, data, (UIntPtr)count, out var error),
                    error);
            }
        }

        /// <summary>The status that says why there is no answer.</summary>
        internal static int StatusOf(Exception exception)
        {
            if (exception is TaskCanceledException)
            {
                // HttpClient cancels what takes too long.
                return NativeStatus.ETEE_SERVICE_TIMEOUT;
            }
            return exception is OperationCanceledException ? NativeStatus.ETEE_CANCELLED
                : exception is HttpRequestException ? NativeStatus.ETEE_SERVICE_UNREACHABLE
                : NativeStatus.ETEE_HOST_FAILED;
        }
    }
}
