using System.Globalization;
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
        foreach (var (name, value) in Of(request, bypassCaches, credential))
            message.Headers.TryAddWithoutValidation(name, value);
    }

    /// <summary>Names and values that belong to one request, none of which has a line break.</summary>
    public IEnumerable<KeyValuePair<string, string>> Of(FetchRequest request, bool bypassCaches, RequestCredential? credential) =>
        All(request, bypassCaches, credential).Where(header => !header.Value.AsSpan().ContainsAny('\r', '\n', '\0'));

    private IEnumerable<KeyValuePair<string, string>> All(FetchRequest request, bool bypassCaches, RequestCredential? credential)
    {
        yield return new("Connection", "Keep-Alive");
        yield return new("User-Agent", _userAgent);
        if (bypassCaches)
        {
            yield return new("Pragma", "no-cache");
            yield return new("Cache-Control", "no-cache");
        }

        if (request.Range is { } range)
            yield return new("Range", string.Create(CultureInfo.InvariantCulture, $"bytes={range.Offset}-{range.Offset + range.Length - 1}"));
        if (settings.SendInfoHeader && request.Info is { } info)
            yield return new("cvmfs-info", Escape(info));
        foreach (var header in settings.SendTracingHeaders ? Tracing(request.Origin) : [])
            yield return header;
        if (credential?.BearerToken is { } token)
            yield return new("Authorization", "Bearer " + token);
    }

    // Without a process the original sends -1, and the same as unsigned numbers.
    private IEnumerable<KeyValuePair<string, string>> Tracing(RequestOrigin? origin) =>
    [
        .. settings.TracingHeaders,
        new("X-CVMFS-PID", (origin?.ProcessId ?? -1).ToString(CultureInfo.InvariantCulture)),
        new("X-CVMFS-GID", (origin?.GroupId ?? uint.MaxValue).ToString(CultureInfo.InvariantCulture)),
        new("X-CVMFS-UID", (origin?.UserId ?? uint.MaxValue).ToString(CultureInfo.InvariantCulture)),
    ];

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
