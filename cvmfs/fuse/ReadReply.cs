using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Fuse;

/// <summary>The answer to READ.</summary>
public ref struct ReadReply
{
    internal ReadReply(Span<byte> buffer) => Buffer = buffer;

    /// <summary>As many bytes as were asked for; fill from the beginning and set <see cref="Length"/>.</summary>
    public Span<byte> Buffer { get; }

    /// <summary>Number of bytes of the answer.</summary>
    public int Length { get; set; }

    /// <summary>Answers from an open file, straight into the reply.</summary>
    /// <param name="file">Where the bytes are.</param>
    /// <param name="fileOffset">Where in that file.</param>
    /// <param name="limit">Bytes that may be taken from there; the answer is cut to it.</param>
    /// <returns>What the operation returns.</returns>
    public Errno SetFromFile(SafeFileHandle file, long fileOffset, long limit = long.MaxValue)
    {
        var wanted = (int)Math.Min(Buffer.Length, limit);
        var total = 0;
        while (total < wanted)
        {
            var read = file.ReadAt(Buffer[total..wanted], fileOffset + total);
            if (!read.IsOk && read.Error != Errno.EINTR)
                return read.Error;
            if (read.IsOk && read.Value == 0)
                break;
            total += read.IsOk ? read.Value : 0;
        }

        Length = total;
        return Errno.None;
    }
}
