internal import Glibc
internal import Storage

/// Which file systems other hosts may change without this host's kernel knowing.
enum MountTable {
    private static let shared: Set = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "ceph", "glusterfs", "lustre", "gpfs", "beegfs", "afs", "9p",
        "virtiofs",
        "gfs2", "ocfs2", "fuse",
    ]

    /// Whether a path lies on such a file system; false where that cannot be told.
    static func isShared(_ path: String) -> Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0,
            let table = try? FileSystem.read("/proc/self/mountinfo")
        else { return false }
        return isShared(device: UInt64(status.st_dev), table: String(decoding: table, as: UTF8.self))
    }

    /// Whether a device is of such a file system, by the lines of proc(5)'s `mountinfo`.
    static func isShared(device: UInt64, table: String) -> Bool {
        // As glibc's `makedev` packs them.
        let major = (device >> 8) & 0xFFF | (device >> 32) & ~0xFFF
        let minor = device & 0xFF | (device >> 12) & ~0xFF
        for line in table.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 2, fields[2] == "\(major):\(minor)", let dash = fields.firstIndex(of: "-"),
                dash + 1 < fields.count
            else { continue }
            let kind = fields[dash + 1].split(separator: ".")[0]
            return shared.contains(String(kind))
        }
        return false
    }
}
