/// Named arrays of numbers in the safetensors format, which Python's `safetensors` reads.
///
/// Source: the format's specification, https://github.com/huggingface/safetensors#format; only F64 and F32 here.
public struct Safetensors: Hashable, Sendable {
    /// An array of numbers.
    public struct Tensor: Hashable, Sendable {
        /// The length of each axis, outermost first; empty for a single number.
        public let shape: [Int]
        /// The elements, row-major; as many as the product of the shape.
        public let values: [Double]
        /// Whether the file holds them in single precision.
        public let isSingle: Bool

        /// A tensor of a shape.
        ///
        /// - Parameter isSingle: whether the file holds them in single precision, to which they are rounded.
        /// - Precondition: the lengths are not negative, and their product is the number of values.
        public init(shape: [Int], values: [Double], isSingle: Bool = false) {
            precondition(
                Tensor.count(of: shape) == values.count, "a tensor has as many values as its shape says")
            self.shape = shape
            self.values = values
            self.isSingle = isSingle
        }

        /// A vector of shape `(values.count)`.
        public init(_ values: [Double]) { self.init(shape: [values.count], values: values) }

        /// The product of the lengths; nil where one is negative or the product overflows.
        static func count(of shape: [Int]) -> Int? {
            var product = 1
            for length in shape {
                let (next, overflow) = product.multipliedReportingOverflow(by: length)
                if length < 0 || overflow { return nil }
                product = next
            }
            return product
        }
    }

    /// The tensors by name.
    public var tensors: [String: Tensor]

    /// Free text by name, the header's `__metadata__`; empty is not written.
    public var metadata: [String: String]

    /// Tensors and free text by name; no tensor is called `__metadata__`.
    public init(_ tensors: [String: Tensor], metadata: [String: String] = [:]) {
        self.tensors = tensors
        self.metadata = metadata
    }

    /// The tensor of a name and a shape; -1 admits any length of that axis.
    ///
    /// `file` is what errors call this.
    ///
    /// - Throws: `malformedTensors` where there is no such tensor or it has another shape.
    public func tensor(
        _ name: String, shape expected: [Int], file: String
    ) throws(StorageError) -> Tensor {
        guard let tensor = tensors[name] else {
            throw .malformedTensors(file: file, problem: "there is no tensor `\(name)`")
        }
        let fits =
            tensor.shape.count == expected.count
            && zip(tensor.shape, expected).allSatisfy { $1 == -1 || $0 == $1 }
        guard fits else {
            throw .malformedTensors(
                file: file, problem: "`\(name)` has shape \(tensor.shape) where \(expected) is expected")
        }
        return tensor
    }
}
