namespace CernVM.Cvmfs.Client.Fetching.Geo;

/// <summary>The Geo API's answer, <c>2,1,3</c> and a newline: places counted from 1, each exactly once (formats §9.5).</summary>
internal static class GeoReply
{
    /// <summary>The order counted from 0, or null when the text is no order of so many things.</summary>
    public static int[]? Parse(ReadOnlySpan<byte> text, int count)
    {
        var order = new int[count];
        var seen = new bool[count];
        var places = 0;
        var number = 0;
        var digits = 0;
        foreach (var c in text)
        {
            switch (c)
            {
                case (byte)'\n':
                    continue;
                case >= (byte)'0' and <= (byte)'9' when ++digits <= 9:
                    number = (number * 10) + c - '0';
                    continue;
                case (byte)',' when Add():
                    continue;
                default:
                    return null;
            }
        }

        return Add() && places == count ? order : null;

        bool Add()
        {
            if (digits == 0 || places == count || number < 1 || number > count || seen[number - 1])
                return false;
            seen[number - 1] = true;
            order[places++] = number - 1;
            number = digits = 0;
            return true;
        }
    }
}
