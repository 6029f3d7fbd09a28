using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CernVM.Cvmfs.Fuse.Kernel;

/// <summary>Reads a request's arguments in order; owns their bounds. Byte order is the machine's, as the device has it.</summary>
internal ref struct RequestReader(ReadOnlySpan<byte> arguments)
{
    private ReadOnlySpan<byte> rest = arguments;

    /// <summary>True when something was missing: the request is malformed.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The next structure, or zeros when it is cut off.</summary>
    public T Read<T>()
        where T : unmanaged
    {
        if (!MemoryMarshal.TryRead<T>(rest, out var value))
        {
            IsBroken = true;
            return default;
        }

        rest = rest[Unsafe.SizeOf<T>()..];
        return value;
    }

    /// <summary>The next name, without its terminating zero.</summary>
    public ReadOnlySpan<byte> ReadName()
    {
        var end = rest.IndexOf((byte)0);
        if (end <= 0)
        {
            IsBroken = true;
            return default;
        }

        var name = rest[..end];
        rest = rest[(end + 1)..];
        return name;
    }
}
