using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Settings;
using CernVM.Bootloader.Agent.Terminal;
using CernVM.Contexts.Model.Diagnostics;
using CernVM.Contexts.Model.MicroContexts;
using CernVM.Contexts.Model.UserData;

namespace CernVM.Bootloader.Agent.Stages;

/// <summary>Reads the µcontext out of the user-data and decides what is booted. Mistakes are all shown, and the rest is obeyed.</summary>
internal sealed class MicroContextStage(IConsole console) : IBootStage
{
    /// <inheritdoc/>
    public string Name => "context";

    /// <inheritdoc/>
    public TimeSpan Limit => TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public ValueTask<StageResult> RunAsync(BootState state, CancellationToken cancellation)
    {
        UserDataDocument document = UserDataReader.Read(state.UserData.UserData);
        foreach (Diagnostic finding in document.Diagnostics)
            console.Line("        " + finding);
        MicroContext context = document.MicroContext ?? MicroContext.Empty;
        BootSettings settings = BootSettings.Of(state.Options, context);
        foreach (string note in settings.Notes)
            console.Note(note);
        if (UnusedKeys.In(context) is { Count: > 0 } unused)
            console.Note($"not acted on yet: {string.Join(", ", unused)}");
        state.Settings = settings;
        string where = settings.Path.Length == 0 ? "/" : "/" + settings.Path;
        return new(StageResult.Done(
            $"{settings.Repository}:{where}, {(settings.Tag is null ? "newest revision" : "tag " + settings.Tag)}, from {string.Join(", ", settings.ServerUrls)}, proxy {settings.Proxy}"));
    }
}
