using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>The headers of the original's requests (formats §9.1).</summary>
internal sealed class RequestHeaders(NetworkSettings settings, ClientServices services)
{
    private readonly string _userAgent = services.UserAgent + UuidOfMachine();

    /// <summary>Adds what belongs to one request.</summary>
    public void AddTo(HttpRequestMessage message, FetchRequest request, bool bypassCaches, RequestCredential? credential)
    {
        var headers = message.Headers;
        headers.Connection.Add("Keep-Alive");
        headers.TryAddWithoutValidation("User-Agent", _userAgent);
        if (bypassCaches)
        {
            headers.TryAddWithoutValidation("Pragma", "no-cache");
            headers.TryAddWithoutValidation("Cache-Control", "no-cache");
        }

        if (request.Range is { } range)
            headers.Range = new RangeHeaderValue(range.Offset, range.Offset + range.Length - 1);
        if (settings.SendInfoHeader && request.Info is { } info)
            headers.TryAddWithoutValidation("cvmfs-info", Escape(info));
        if (settings.SendTracingHeaders)
            AddTracing(headers, request.Origin);
        if (credential?.BearerToken is { } token)
            headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    // Without a process the original sends -1, and the same as unsigned numbers.
    private void AddTracing(HttpRequestHeaders headers, RequestOrigin? origin)
    {
        foreach (var (name, value) in settings.TracingHeaders)
            headers.TryAddWithoutValidation(name, value);
        headers.TryAddWithoutValidation("X-CVMFS-PID", (origin?.ProcessId ?? -1).ToString(CultureInfo.InvariantCulture));
        headers.TryAddWithoutValidation("X-CVMFS-GID", (origin?.GroupId ?? uint.MaxValue).ToString(CultureInfo.InvariantCulture));
        headers.TryAddWithoutValidation("X-CVMFS-UID", (origin?.UserId ?? uint.MaxValue).ToString(CultureInfo.InvariantCulture));
    }

    private static string Escape(string info)
    {
        var text = new StringBuilder();
        foreach (var value in Encoding.UTF8.GetBytes(info))
            UrlEscaping.Append(text, ((char)value).ToString());
        return text.ToString();
    }

    // Letters, digits, blank and minus only, so that no header can be smuggled in.
    private static string UuidOfMachine() => Environment.GetEnvironmentVariable("CERNVM_UUID") is { Length: > 0 } uuid
        ? " " + string.Concat(uuid.Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-'))
        : "";
}
