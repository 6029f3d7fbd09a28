using System.Net;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>Names from <c>/etc/hosts</c>: a static executable has no name service of the C library to ask.</summary>
internal static class HostsFile
{
    /// <summary>Addresses of the name in the file; none when there is no file. <c>localhost</c> is known without one.</summary>
    public static List<IPAddress> Find(string file, string host)
    {
        var found = new List<IPAddress>();
        if (File.Exists(file))
        {
            foreach (var line in File.ReadLines(file))
            {
                var words = line.Split('#', 2)[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
                if (words.Length > 1 && words.Skip(1).Contains(host, StringComparer.OrdinalIgnoreCase) && IPAddress.TryParse(words[0], out var address))
                    found.Add(address);
            }
        }

        if (found.Count == 0 && string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase))
            found.AddRange([IPAddress.Loopback, IPAddress.IPv6Loopback]);
        return found;
    }
}
