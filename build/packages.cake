/// Installs the Debian packages of some groups of build/packages.txt. Without root it names the one command to run and stops.
void NeedPackages(params string[] groups)
{
    var wanted = PackagesOf(groups).Distinct().ToArray();
    var missing = wanted.Where(name => !IsInstalled(name)).ToArray();
    if (missing.Length == 0)
        return;

    var list = string.Join(' ', missing);
    if (Environment.UserName != "root")
        throw new CakeException($"{missing.Length} Debian packages are missing. Run this, then the build again:\n    sudo apt-get install --yes --no-install-recommends {list}");

    Say($"packages: installing {list}");
    Environment.SetEnvironmentVariable("DEBIAN_FRONTEND", "noninteractive");
    var install = new[] { "install", "--yes", "--no-install-recommends", "-qq", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=300" }.Concat(missing).ToArray();
    if (Output("apt-get", "update", "-qq") is null)
        Say("packages: the package lists could not be renewed; going on with the ones at hand");
    if (Output("apt-get", install) is null)
        Call("apt-get", install);
}

IEnumerable<string> PackagesOf(string[] groups) =>
    System.IO.File.ReadLines(parameters.Root + "/build/packages.txt")
        .Select(line => line.Split('#')[0].Split((char[])null, StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length == 2 && groups.Contains(words[0]))
        .Select(words => words[1]);

bool IsInstalled(string package) => Output("dpkg-query", "--show", "--showformat=${Status}", package) is { } status && status.Contains("ok installed");
