namespace CernVM.Bootloader.Agent.Scratch.Ext4;

/// <summary>What tells one file system from another.</summary>
/// <param name="Label">At most 16 bytes.</param>
/// <param name="Id">The UUID, which also seeds all checksums and the directory hash.</param>
/// <param name="Made">Seconds of the Unix epoch.</param>
internal sealed record Ext4Identity(string Label, Guid Id, long Made)
{
    /// <summary>The UUID in the order of its text.</summary>
    public byte[] IdBytes { get; } = Id.ToByteArray(bigEndian: true);

    /// <summary>The beginning of every metadata checksum of this file system.</summary>
    public uint ChecksumSeed => Crc32c.Append(Crc32c.Start, IdBytes);
}
