internal import CMicroHTTPD
internal import Synchronization

/// The functions the HTTP library calls, each from one of its own threads.
extension HTTPDispatcher {
    /// Called once with a request's headers, once a piece of its body, and once at its end.
    static let handle: MHD_AccessHandlerCallback = { context, connection, url, method, _, data, size, state in
        guard let context = unsafe context, let connection = unsafe connection, let state = unsafe state,
            let size = unsafe size
        else { return .NO }
        // The server keeps the dispatcher, and the connection its exchange: neither is retained for the call.
        return unsafe Unmanaged<HTTPDispatcher>.fromOpaque(context)._withUnsafeGuaranteedRef { dispatcher in
            guard let held = unsafe state.pointee else {
                let exchange = unsafe dispatcher.begin(
                    connection, method: method.map { unsafe String(cString: $0) } ?? "",
                    route: url.flatMap { unsafe Route(cString: $0) })
                let refusesEarly = unsafe dispatcher.refusesEarly(exchange, connection)
                unsafe state.pointee = Unmanaged.passRetained(exchange).toOpaque()
                return refusesEarly ? unsafe dispatcher.answer(exchange, connection) : .YES
            }
            return unsafe Unmanaged<HTTPExchange>.fromOpaque(held)._withUnsafeGuaranteedRef { exchange in
                if unsafe size.pointee > 0 {
                    let piece = unsafe UnsafeRawBufferPointer(start: data, count: size.pointee)
                    unsafe size.pointee = 0
                    return unsafe exchange.take(piece) ? .YES : .NO
                }
                return unsafe dispatcher.answer(exchange, connection)
            }
        }
    }

    /// Called when an answer is out, or its connection gone.
    static let completed: MHD_RequestCompletedCallback = { context, connection, state, _ in
        guard let context = unsafe context, let connection = unsafe connection, let state = unsafe state,
            let held = unsafe state.pointee
        else { return }
        unsafe Unmanaged<HTTPExchange>.fromOpaque(held).release()
        unsafe state.pointee = nil
        unsafe HTTPDispatcher.watched(connection)?.restart()
        unsafe Unmanaged<HTTPDispatcher>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.countAnswer() }
    }

    /// Called when a connection opens and closes.
    static let connection: MHD_NotifyConnectionCallback = { context, connection, mark, code in
        guard let context = unsafe context, let connection = unsafe connection else { return }
        let dispatcher = unsafe Unmanaged<HTTPDispatcher>.fromOpaque(context).takeUnretainedValue()
        let socket = unsafe leadline_http_socket(connection)
        if code == .CONNECTION_NOTIFY_STARTED {
            dispatcher.countOpening()
            let watched = dispatcher.connections.open(socket)
            unsafe mark?.pointee = Unmanaged.passRetained(watched).toOpaque()
        } else {
            dispatcher.countClosing()
            dispatcher.connections.close(socket)
            if let mark = unsafe mark, let held = unsafe mark.pointee {
                unsafe mark.pointee = nil
                unsafe Unmanaged<WatchedConnection>.fromOpaque(held).release()
            }
        }
    }
}
