using System.Buffers.Binary;
using System.Text;

namespace CernVM.Contexts.Model.Accounts;

/// <summary>One line of an authorized_keys file, checked: optional options, type, key in base64, optional comment (sshd(8)).</summary>
public sealed record SshPublicKey
{
    private const int LongestLine = 16 * 1024;

    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "ssh-ed25519", "ssh-rsa", "ssh-dss", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
        "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
    };

    private SshPublicKey(string line, string type, string blob)
    {
        Line = line;
        Type = type;
        Blob = blob;
    }

    /// <summary>The line as it goes into the file.</summary>
    public string Line { get; }

    /// <summary>Key type, e.g. <c>ssh-ed25519</c>.</summary>
    public string Type { get; }

    /// <summary>The key in base64; two lines with the same blob are the same key.</summary>
    public string Blob { get; }

    /// <summary>The key, or null when the text is not one whole line with a known type and a key of that type.</summary>
    public static SshPublicKey? TryParse(string text)
    {
        var line = text.Trim();
        if (line.Length is 0 or > LongestLine || line.Any(char.IsControl) || line[0] == '#')
            return null;
        var words = Words(line);
        var at = words.FindIndex(Types.Contains);
        // Options come as one word before the type; anything further along is not a key line.
        return at is 0 or 1 && at + 1 < words.Count && IsKeyOf(words[at], words[at + 1]) ? new SshPublicKey(line, words[at], words[at + 1]) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Line;

    private static bool IsKeyOf(string type, string base64)
    {
        var blob = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, blob, out var length) || length < 4)
            return false;
        var nameLength = BinaryPrimitives.ReadUInt32BigEndian(blob);
        return nameLength == type.Length && length > 4 + type.Length && Encoding.ASCII.GetString(blob, 4, type.Length) == type;
    }

    private static List<string> Words(string line)
    {
        var words = new List<string>();
        var (start, quoted) = (-1, false);
        for (var i = 0; i <= line.Length; i++)
        {
            var isSpace = i == line.Length || (line[i] is ' ' or '\t' && !quoted);
            if (isSpace && start >= 0)
            {
                words.Add(line[start..i]);
                start = -1;
            }
            else if (!isSpace)
            {
                if (start < 0)
                    start = i;
                quoted ^= line[i] == '"' && (i == 0 || line[i - 1] != '\\');
            }
        }

        return words;
    }
}
