namespace CernVM.Bootloader.Agent.Modules;

/// <summary>Puts one module file into the kernel.</summary>
internal interface IModuleLoader
{
    /// <summary>Null when the module is in the kernel now; else why not.</summary>
    string? Load(string file);
}
