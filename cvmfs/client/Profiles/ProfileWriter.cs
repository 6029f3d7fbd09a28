using System.Globalization;
using System.Text;

namespace CernVM.Cvmfs.Client.Profiles;

/// <summary>Writes the text of <c>.cvmfsprofile</c>.</summary>
internal static class ProfileWriter
{
    /// <summary>The first line of the first version.</summary>
    public const string Header = "cvmfs-access-profile 1";

    /// <summary>The file's text; ASCII.</summary>
    public static string Write(AccessProfile profile)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var start in profile.Starts)
        {
            text.Append(CultureInfo.InvariantCulture, $"start {start.Threshold} {Printable(start.Name)}\n");
            foreach (var file in start.Files)
            {
                text.Append(file.IsTrigger ? "t " : "f ");
                ProfileText.Append(text, file.Path);
                for (var i = 0; i < file.Ranges.Count; i++)
                    text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? '\t' : ',')}{file.Ranges[i].First}-{file.Ranges[i].Last}");
                text.Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>A name as it may stand in the file.</summary>
    public static string Printable(string name)
    {
        var clean = new string([.. name.Select(letter => letter is >= ' ' and <= '~' ? letter : '?').Take(ProfileLimits.MaxName)]).Trim();
        return clean.Length == 0 ? "unnamed" : clean;
    }
}
