/// A certificate that signs itself, of 127.0.0.1 until 2126, and its key, which opens nothing but tests.
enum TestCertificate {
    static let chain = """
        -----BEGIN CERTIFICATE-----
        MIIBmjCCAUGgAwIBAgIUY+U4L4r9ACG0ScuxGjwo9+pV+cEwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjA4NDMzOFoYDzIxMjYxMDI5
        MDg0MzM4WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAARqN3wQkHjENy/6mSZ76qEVwIp0mslTAabFjwRHy2uDDoQG9ZPz4+3v
        03lOCJHtq2WaNT/RALi9p2F+PjENSL/xo28wbTAdBgNVHQ4EFgQU4bS+N9BgQG+m
        v0yXVpDrves4r5QwHwYDVR0jBBgwFoAU4bS+N9BgQG+mv0yXVpDrves4r5QwDwYD
        VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARhwR/AAABgglsb2NhbGhvc3QwCgYIKoZI
        zj0EAwIDRwAwRAIgXjRZJ/piuXQDR3W6GuVbwAwlx3fPEABqKglv6H1bXb0CIE2v
        P1ZOdwZ7Hm6DKp1wq1f4zE5mxvvJGYvZBuvIRY6m
        -----END CERTIFICATE-----

        """

    /// Another, which ends in 2081.
    static let above = """
        -----BEGIN CERTIFICATE-----
        MIIBdzCCAR2gAwIBAgIUCXwd/AkYSfwFy0ln5SNhnj1mYS4wCgYIKoZIzj0EAwIw
        EDEOMAwGA1UEAwwFYWJvdmUwIBcNMjYxMTIzMTUxNzA4WhgPMjA4MTA4MjYxNTE3
        MDhaMBAxDjAMBgNVBAMMBWFib3ZlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
        +Is5ppeWCt1GJBxOh3HRr08DV8vqSy5bCUUFBPxxlJrniP9LsA6p3snjwIvSUKhu
        GFiriz0BEr+mT7z44HHbZqNTMFEwHQYDVR0OBBYEFFAz7SrCdaFHC6VK/P/wkqfv
        jpILMB8GA1UdIwQYMBaAFFAz7SrCdaFHC6VK/P/wkqfvjpILMA8GA1UdEwEB/wQF
        MAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgOa6jL1JgnDp8xFENSdIkMdNv8CePrmDu
        WwGQvK7CMZUCIQCuVLzYDk1IiO4a7dKpcQrzNFaxBMrkFSbrI11tY9c7ow==
        -----END CERTIFICATE-----

        """

    static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgUKWBtLz/86axqUq2
        u7ONyhCVQiCmVwcPvdO47w6+ZDKhRANCAARqN3wQkHjENy/6mSZ76qEVwIp0mslT
        AabFjwRHy2uDDoQG9ZPz4+3v03lOCJHtq2WaNT/RALi9p2F+PjENSL/x
        -----END PRIVATE KEY-----

        """

    /// The key of another.
    static let otherKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgMHk41ONVxIVy910i
        zxdk+q8pcXpZbkXgDsLnNjUSUnShRANCAARw5+ehCfHD2TUcsDPQfrwKhwSqSE97
        e1CTA3mQh9ZYz6GoNvT12oniLTkkL/ehenJnPwFPuKJkhUAfMjt9SZB+
        -----END PRIVATE KEY-----

        """
}
