using System.Runtime.InteropServices;
using System.Text;
using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Processes;

/// <summary>Replaces this process by another program, keeping its number: PID 1 stays PID 1 (execve(2)).</summary>
public static class ProcessReplacement
{
    /// <summary>Runs the program with arguments and an environment of bytes. Returns only on failure.</summary>
    /// <param name="path">The program.</param>
    /// <param name="arguments">argv, its name first.</param>
    /// <param name="environment"><c>NAME=value</c> each.</param>
    public static LinuxResult Execute(string path, IReadOnlyList<byte[]> arguments, IReadOnlyList<byte[]> environment)
    {
        using var native = new NativePath(path, stackalloc byte[NativePath.Scratch]);
        using var argv = new NativeStrings(arguments);
        using var envp = new NativeStrings(environment);

        // .NET ignores SIGPIPE and may have blocked signals on this thread, and a program inherits both; an init must start with neither.
        var none = default(sigset);
        _ = Libc.sigprocmask(ProcessConstants.SIG_SETMASK, in none, 0);
        _ = Libc.signal(ProcessConstants.SIGPIPE, ProcessConstants.SIG_DFL);
        unsafe
        {
            var result = Gate.Check(Libc.execve(in native.Pointer, argv.Pointer, envp.Pointer));
            _ = Libc.signal(ProcessConstants.SIGPIPE, ProcessConstants.SIG_IGN);
            return result;
        }
    }

    /// <summary>The same with text, as UTF-8.</summary>
    public static LinuxResult Execute(string path, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment) => Execute(
        path,
        [.. arguments.Select(Encoding.UTF8.GetBytes)],
        [.. environment.Select(pair => Encoding.UTF8.GetBytes($"{pair.Key}={pair.Value}"))]);

    private sealed unsafe class NativeStrings : IDisposable
    {
        private readonly int count;

        public NativeStrings(IReadOnlyList<byte[]> strings)
        {
            count = strings.Count;
            Pointer = (byte**)NativeMemory.AllocZeroed((nuint)count + 1, (nuint)sizeof(byte*));
            for (var index = 0; index < count; index++)
            {
                var length = strings[index].Length;
                Pointer[index] = (byte*)NativeMemory.AllocZeroed((nuint)length + 1);
                strings[index].CopyTo(new Span<byte>(Pointer[index], length));
            }
        }

        public byte** Pointer { get; private set; }

        public void Dispose()
        {
            for (var index = 0; index < count; index++)
                NativeMemory.Free(Pointer[index]);
            NativeMemory.Free(Pointer);
            Pointer = null;
        }
    }
}
