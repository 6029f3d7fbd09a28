using System.Text;
using CernVM.Cvmfs.Linux;

namespace CernVM.Cvmfs.Fuse.Kernel;

/// <summary>Requests and replies as lines for people.</summary>
internal static class RequestTrace
{
    /// <summary><c>#12 LOOKUP node 1 "usr" uid 0 pid 7</c>.</summary>
    public static string Describe(in FuseRequest request, OpcodeRow? row, ReadOnlySpan<byte> arguments)
    {
        var text = new StringBuilder().Append('#').Append(request.Unique).Append(' ').Append(row?.Name ?? $"operation {(uint)request.Opcode}")
            .Append(' ').Append(request.Node);
        if (row is not null && arguments.Length >= row.ArgumentSize)
        {
            var reader = new RequestReader(arguments[row.ArgumentSize..]);
            for (var index = 0; index < row.Names; index++)
                text.Append(" \"").Append(Encoding.UTF8.GetString(reader.ReadName())).Append('"');
        }

        return text.Append(" uid ").Append(request.Uid).Append(" pid ").Append(request.ProcessId).ToString();
    }

    /// <summary><c>#12 LOOKUP -> 144 bytes</c>.</summary>
    public static string DescribeReply(in FuseRequest request, OpcodeRow? row, Errno error, int length) =>
        $"#{request.Unique} {row?.Name ?? "?"} -> {(error == Errno.None ? $"{length} bytes" : error.ToString())}";
}
