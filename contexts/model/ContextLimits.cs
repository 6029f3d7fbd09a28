namespace CernVM.Contexts.Model;

/// <summary>Bounds on what a context may cost, whoever wrote it. All ours; clouds themselves stop at 16 to 64 KiB.</summary>
public static class ContextLimits
{
    /// <summary>Bytes of user-data or meta-data as delivered.</summary>
    public const int DocumentBytes = 4 << 20;

    /// <summary>Bytes of all parts together after gzip, base64 and quoted-printable are undone.</summary>
    public const int DecodedBytes = 16 << 20;

    /// <summary>Wrappings (gzip, base64, multipart) inside each other.</summary>
    public const int Nesting = 4;

    /// <summary>Parts of all multipart messages together.</summary>
    public const int Parts = 64;

    /// <summary>Levels of YAML lists and mappings inside each other.</summary>
    public const int YamlDepth = 32;

    /// <summary>YAML nodes, an alias counting as much as what it stands for.</summary>
    public const int YamlNodes = 50_000;
}
