namespace CernVM.Bootloader.Agent.Devices.Probing;

/// <summary>Magic bytes at a fixed place, which tell what a device holds.</summary>
internal sealed class Signature(string kind, long offset, ReadOnlySpan<byte> magic)
{
    private readonly byte[] _magic = magic.ToArray();

    /// <summary>The name that blkid(8) uses.</summary>
    public string Kind => kind;

    /// <summary>Bytes from the beginning; negative counts from the end.</summary>
    public long Offset => offset;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Magic => _magic;
}
