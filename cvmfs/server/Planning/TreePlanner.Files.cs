using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Server.Catalogs;
using CernVM.Cvmfs.Server.Pipeline;
using CernVM.Cvmfs.Server.Sources;

namespace CernVM.Cvmfs.Server.Planning;

internal sealed partial class TreePlanner
{
    private async Task PlanFilesAsync(
        RepositoryPath directory, List<ChildPlan> children, BaseCatalog? content, CatalogNode node, bool stays, DirectoryPlan plan)
    {
        var groups = new HardlinkGroups(children, node, stays);
        foreach (var child in children)
        {
            if (child.IsGone || child.BecomesDirectory)
                continue;
            var path = directory.Combine(child.Name.Span);
            var (group, links) = groups.Of(child);
            var before = child.Base is { IsDirectory: false } ? child.Base : null;
            var entry = new EntryPlan(path)
            {
                Base = before,
                BaseNode = before is null ? null : content?.Node,
                BaseChunks = before is null ? [] : content!.Chunks(path, before),
                WantedNode = node,
            };
            if (child.Source is not { } found)
            {
                var kept = before! with { HardlinkGroup = group, LinkCount = links };
                if (!stays || !kept.Equals(before))
                    plan.Entries.Add(entry with { Wanted = kept });
            }
            else if (found.IsSpecial && options.IgnoresSpecialFiles)
            {
                sink.Warn($"{source.Describe(path)} is a special file and was left out (CVMFS_IGNORE_SPECIAL_FILES).");
                if (before is not null)
                    plan.Entries.Add(entry with { WantedNode = null });
            }
            else
            {
                var wanted = rows.Row(found) with { HardlinkGroup = group, LinkCount = links };
                plan.Entries.Add(await WithContentAsync(entry with { Wanted = wanted }, found, plan));
            }
        }
    }

    private async ValueTask<EntryPlan> WithContentAsync(EntryPlan entry, SourceEntry found, DirectoryPlan plan)
    {
        if (!found.IsRegular)
            return entry;
        if (options.TrustsTimes && entry.Base is { IsRegular: true } before && LooksUnchanged(before, entry.Wanted!))
        {
            var same = entry.Wanted! with { Hash = before.Hash, Compression = before.Compression, Flags = before.Flags };
            return entry with { Wanted = same };
        }

        if (found.Content is { } stored)
            return entry with { Content = new ContentJob(plan, source, entry.Path, found) { Result = stored } };
        if (found.Inode is { } inode && _linkedContent.TryGetValue(inode, out var shared))
            return entry with { Content = shared };
        var job = new ContentJob(plan, source, entry.Path, found);
        if (found.Inode is { } first)
            _linkedContent.Add(first, job);
        plan.ExpectContent();
        await sink.AddAsync(job);
        return entry with { Content = job };
    }

    private static bool LooksUnchanged(DirectoryEntry before, DirectoryEntry wanted) =>
        before.Size == wanted.Size && before.ModificationTime == wanted.ModificationTime
        && before.ModificationNanoseconds == wanted.ModificationNanoseconds && !before.IsExternal;

    private async Task PlanGoneAsync(RepositoryPath directory, List<ChildPlan> children, BaseCatalog? content, CancellationToken cancellationToken)
    {
        DirectoryPlan? plan = null;
        foreach (var child in children)
        {
            if (child.Base is not { } before || !(child.IsGone || before.IsDirectory != child.BecomesDirectory))
                continue;
            var path = directory.Combine(child.Name.Span);
            if (before.IsDirectory)
            {
                await PlanTreeGoneAsync(path, before, content!, cancellationToken);
                continue;
            }

            plan ??= new DirectoryPlan();
            plan.Entries.Add(new EntryPlan(path) { Base = before, BaseNode = content!.Node, BaseChunks = content.Chunks(path, before) });
        }

        await AddSealedAsync(plan);
    }

    /// <summary>Everything below a directory is gone; nested catalogs go as a whole.</summary>
    private async Task PlanTreeGoneAsync(RepositoryPath path, DirectoryEntry row, BaseCatalog holder, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var plan = new DirectoryPlan();
        plan.Entries.Add(new EntryPlan(path) { Base = row, BaseNode = holder.Node });
        if (row.IsNestedMountpoint)
        {
            var nested = holder.Nested(path);
            var total = await loader.TotalAsync(nested, cancellationToken);
            plan.Gone += total;
            if (holder.Node is { } node)
                plan.References.Add(new ReferencePlan(node, path, nested.Hash, nested.Size, total, IsAdded: false));
        }
        else
        {
            foreach (var child in holder.List(path))
            {
                var childPath = path.Combine(child.Name.Span);
                if (child.IsDirectory)
                    await PlanTreeGoneAsync(childPath, child, holder, cancellationToken);
                else
                    plan.Entries.Add(new EntryPlan(childPath) { Base = child, BaseNode = holder.Node, BaseChunks = holder.Chunks(childPath, child) });
            }
        }

        await AddSealedAsync(plan);
    }

    private async ValueTask AddSealedAsync(DirectoryPlan? plan)
    {
        if (plan is null)
            return;
        plan.Seal();
        await sink.AddAsync(plan);
    }
}
