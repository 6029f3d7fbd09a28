using System.Globalization;

namespace CernVM.Contexts.Model.MicroContexts;

/// <summary>The forms that values of the block take. A null answer means that the text does not fit.</summary>
internal static class Values
{
    private const int LongestRepositoryName = 60;
    private const int LongestTag = 255;
    private const int LongestWait = 86_400;

    public static bool? Switch(string value) => value.ToLowerInvariant() switch
    {
        "yes" or "on" or "true" or "1" => true,
        "no" or "off" or "false" or "0" => false,
        _ => null,
    };

    public static TimeSpan? Seconds(string value)
    {
        if (Switch(value) is { } on)
            return TimeSpan.FromSeconds(on ? 1 : 0);
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LongestWait
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }

    public static IReadOnlyList<string>? List(string value, char[] separators, Func<string, bool> fits)
    {
        var items = value.Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return items.Length > 0 && items.All(fits) ? items : null;
    }

    public static bool IsPrintable(string value) => value.Length > 0 && !value.Any(char.IsControl);

    public static bool IsUrl(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "file";

    public static bool IsHostOrUrl(string value) =>
        value.Contains("://", StringComparison.Ordinal) ? IsUrl(value) : value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '[' or ']');

    public static bool IsRepositoryName(string value) =>
        value.Length is > 0 and <= LongestRepositoryName && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    public static bool IsTag(string value) => value.Length is > 0 and <= LongestTag && !value.Any(c => char.IsControl(c) || c is ' ' or '/');

    public static bool IsPlainName(string value) => value.Length is > 0 and <= 100 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    public static bool IsPin(string value) => value.Length is > 0 and <= 64 && value.All(char.IsAsciiLetterOrDigit);

    public static string? Path(string value)
    {
        var path = value.Trim('/');
        return path.Length > 0 && path.Split('/').All(s => s is not ("" or "." or "..") && !s.Any(char.IsControl)) ? path : null;
    }

    public static ReadOnlyMemory<byte>? Gzip(string value)
    {
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value, bytes, out var length) && bytes is [0x1f, 0x8b, ..] ? bytes.AsMemory(0, length) : null;
    }
}
