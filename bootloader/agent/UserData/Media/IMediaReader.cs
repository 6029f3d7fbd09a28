using CernVM.Bootloader.Agent.Devices;

namespace CernVM.Bootloader.Agent.UserData.Media;

/// <summary>Opens the file system of a device for reading.</summary>
internal interface IMediaReader
{
    /// <summary>Mounts it read-only. Throws IOException with the device's name when that fails.</summary>
    IMediaVolume Open(ProbedDevice device);
}

/// <summary>A file system open for reading; disposing closes it.</summary>
internal interface IMediaVolume : IDisposable
{
    /// <summary>The folder under which its files are seen.</summary>
    string Root { get; }
}
