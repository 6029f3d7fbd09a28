namespace CernVM.Builder.Images.Fat;

/// <summary>A file or folder on its way into a FAT file system.</summary>
internal sealed class FatNode(string name, ReadOnlyMemory<byte> content, bool isFolder)
{
    public string Name { get; } = name;

    public bool IsFolder { get; } = isFolder;

    public ReadOnlyMemory<byte> Content { get; } = content;

    public List<FatNode> Children { get; } = [];

    /// <summary>First cluster; 0 for an empty file and for the root.</summary>
    public int FirstCluster { get; set; }

    /// <summary>The child folder of a name, made when missing.</summary>
    public FatNode Folder(string name)
    {
        if (Children.Find(child => child.Name == name) is { } present)
            return present;
        var made = new FatNode(name, default, isFolder: true);
        Children.Add(made);
        return made;
    }
}
