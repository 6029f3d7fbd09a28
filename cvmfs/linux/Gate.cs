using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Linux;

/// <summary>The one place where a native return code becomes a result.</summary>
internal static class Gate
{
    public static Errno LastError => (Errno)Marshal.GetLastPInvokeError();

    public static LinuxResult Check(int code) => code < 0 ? LastError : LinuxResult.Success;

    public static LinuxResult Check(nint code) => code < 0 ? LastError : LinuxResult.Success;

    public static LinuxResult<int> Count(nint code) => code < 0 ? LastError : (int)code;

    public static LinuxResult<long> Long(long code) => code < 0 ? LastError : code;

    public static LinuxResult<SafeFileHandle> Handle(int descriptor) =>
        descriptor < 0 ? LastError : new SafeFileHandle(descriptor, ownsHandle: true);
}
