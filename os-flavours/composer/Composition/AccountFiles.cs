namespace CernVM.Flavours.Composer.Composition;

/// <summary>The account files of a composed system.</summary>
internal static class AccountFiles
{
    /// <summary>shadow(5): sets the third field, the day of the last password change, to one day (counted from 1970).</summary>
    public static string WithPasswordDay(string shadow, long day) =>
        string.Join('\n', shadow.Split('\n').Select(line =>
        {
            var fields = line.Split(':');
            if (fields.Length == 9 && fields[2].Length > 0)
                fields[2] = day.ToString();
            return string.Join(':', fields);
        }));
}
