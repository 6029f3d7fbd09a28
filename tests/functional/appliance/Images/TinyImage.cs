using CernVM.Functional.Appliance.Tests.Harness;

namespace CernVM.Functional.Appliance.Tests.Images;

/// <summary>The tiny image, built once for all tests that look at it or start it.</summary>
public sealed class TinyImage : IAsyncLifetime
{
    private readonly WorkFolder _work = new();

    /// <summary>Folder that the image was built into.</summary>
    public string Folder => _work.In("images");

    internal WorkFolder Work => _work;

    public async ValueTask InitializeAsync()
    {
        _work.Write("recipe.yaml", TinyRecipe.Text);
        await BuildAsync("images");
    }

    public ValueTask DisposeAsync()
    {
        _work.Dispose();
        return ValueTask.CompletedTask;
    }

    internal async Task<ProgramResult> BuildAsync(string output, params string[] more)
    {
        var build = await _work.CernvmAsync(["image", "build", "--recipe", "recipe.yaml", "--output", output, "--cache", Products.PackageCache, .. more]);
        Assert.True(build.ExitCode == 0, $"{build}");
        return build;
    }
}
