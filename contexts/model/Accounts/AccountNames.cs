namespace CernVM.Contexts.Model.Accounts;

/// <summary>
/// Which texts may go into the account files. These files are separated by colons and line feeds, so a text with one of them
/// would forge other fields or other accounts.
/// </summary>
public static class AccountNames
{
    private const int LongestName = 32;
    private const int LongestField = 1024;

    /// <summary>A user or group name: letters, digits, <c>_ - .</c>, not starting with a digit, <c>-</c> or <c>.</c>; at most 32 characters (utmp).</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName
        && (char.IsAsciiLetter(text[0]) || text[0] == '_')
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');

    /// <summary>A comment field.</summary>
    public static bool IsGecos(string text) => text.Length <= LongestField && !text.Any(c => c == ':' || char.IsControl(c));

    /// <summary>A home directory or shell: absolute and without <c>.</c> or <c>..</c> steps.</summary>
    public static bool IsPath(string text) => IsAbsolutePath(text) && !text.Contains(':', StringComparison.Ordinal);

    /// <summary>An absolute path without <c>.</c> or <c>..</c> steps and control characters; the root itself is none.</summary>
    public static bool IsAbsolutePath(string text) =>
        text.Length is > 1 and <= LongestField && text[0] == '/'
        && !text.Any(char.IsControl)
        && text.Split('/').All(s => s is not ("." or ".."))
        && text.Any(c => c != '/');

    /// <summary>A hash of crypt(3), <c>$id$…</c>, or one of the marks that match no password: <c>*</c>, <c>!</c>, <c>!!</c>.</summary>
    public static bool IsPasswordHash(string text) =>
        text is "*" or "!" or "!!"
        || (text.Length is > 4 and <= 512 && text[0] == '$' && text.IndexOf('$', 1) > 1
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '$' or '.' or '/' or '=' or ',' or '-' or '_' or '+'));

    /// <summary>A host name or fully qualified name of RFC 1123.</summary>
    public static bool IsHostName(string text) =>
        text.Length is > 0 and <= 253
        && text.Split('.').All(l => l.Length is > 0 and <= 63 && l[0] != '-' && l[^1] != '-' && l.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
}
