internal import Glibc

extension Route {
    /// The resource at a path that ends with a NUL.
    init?(cString path: UnsafePointer<CChar>) {
        let bytes = unsafe UnsafeRawBufferPointer(start: path, count: strlen(path))
        unsafe self.init(bytes.bindMemory(to: UInt8.self).span)
    }
}
