// swift-tools-version: 6.2
import PackageDescription

/// The house rules: every target compiles under the same strict settings, and a warning is an error.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let database = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let yaml = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let collections = Target.Dependency.product(name: "Collections", package: "swift-collections")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let xml = Target.Dependency.product(name: "XMLCoder", package: "XMLCoder")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")

/// A room of the house: its floor is given by where it stands in the list below (`Docs/Architecture.md`).
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: house)
}

/// A service of floor 3. It never lists another service: what two services share is a message.
func service(_ name: String, _ extra: [Target.Dependency] = []) -> Target {
    room(name, ["Messages", "MessageLog", "ServiceRuntime", "Primitives"] + extra)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, resources: resources, swiftSettings: house)
}

let services: [Target.Dependency] = [
    "Certification", "FileRegister", "Solicitation", "Contracts", "DataRequests", "Anonymization", "Delivery",
    "Identity",
]

let package = Package(
    name: "oboro",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "oboro", targets: ["oboro"]), .executable(name: "oboro-edge", targets: ["oboro-edge"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
        .package(url: "https://github.com/apple/swift-collections", .upToNextMinor(from: "1.6.0")),
        .package(url: "https://github.com/apple/swift-crypto", .upToNextMinor(from: "4.5.2")),
        .package(url: "https://github.com/apple/swift-http-types", .upToNextMinor(from: "1.8.0"), traits: []),
        .package(url: "https://github.com/apple/swift-log", .upToNextMinor(from: "1.16.2")),
        .package(url: "https://github.com/CoreOffice/XMLCoder", .upToNextMinor(from: "0.18.2")),
        .package(url: "https://github.com/groue/GRDB.swift", .upToNextMinor(from: "7.10.0")),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", .upToNextMinor(from: "2.28.1"), traits: []),
        .package(url: "https://github.com/apple/swift-nio", .upToNextMinor(from: "2.101.2")),
        .package(url: "https://github.com/jpsim/Yams", .upToNextMinor(from: "6.2.2")),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", .upToNextMinor(from: "2.13.0")),
    ],
    targets: [
        // Floor 5
        .executableTarget(
            name: "oboro",
            dependencies: [
                "AdminCommands", "Portal", "EdgeKit", "ServiceRuntime", "SQLiteMessageLog", "Vault", "Processing",
                "Deidentification", "MunicipalData", "Messages", "MessageLog", "Primitives", arguments, logging,
                lifecycle, unixSignals,
                yaml,
            ] + services,
            swiftSettings: house),
        .executableTarget(name: "oboro-edge", dependencies: ["EdgeKit", "CArguments"], swiftSettings: house),
        // Floor 4
        room(
            "AdminCommands",
            [
                "Messages", "Processing", "Spreadsheets", "MunicipalData", "Primitives", arguments,
                yaml, .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        room(
            "Portal",
            [
                "Messages", hummingbird, logging, lifecycle, .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
        room("EdgeKit", ["Processing", "Vault", "MunicipalData", "Primitives"]),
        // Floor 3
        service("Certification"),
        service("FileRegister"),
        service("Solicitation"),
        service("Contracts"),
        service("DataRequests", ["Vault", "Processing", "MunicipalData"]),
        service("Anonymization", ["Vault", "Processing", "Deidentification", "MunicipalData"]),
        service("Delivery", ["Vault", "MunicipalData"]),
        service("Identity"),
        // Floor 2
        room("ServiceRuntime", ["Messages", "MessageLog", "Primitives", database, logging, yaml]),
        room("SQLiteMessageLog", ["MessageLog", "Primitives", database]),
        room("Vault", ["COpenSSL", crypto]),
        room("Processing", ["Deidentification", "MunicipalData", "Primitives", crypto, yaml]),
        // Floor 1
        room("Messages", ["Primitives", crypto]),
        room("MessageLog", ["Primitives", crypto]),
        room("Deidentification", ["Primitives"]),
        room("MunicipalData", ["Primitives"]),
        room("Spreadsheets", ["Primitives", "CLibZip", "CXlsxWriter", xml]),
        // Floor 0
        room("Primitives"),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "CArguments"),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        // Tests
        .target(
            name: "TestSupport",
            dependencies: ["Messages", "MessageLog", "ServiceRuntime", "Primitives"],
            path: "Tests/TestSupport", swiftSettings: house),
        tests("PrimitivesTests", ["Primitives"]),
        tests("MunicipalDataTests", ["MunicipalData", "Primitives"]),
        tests("SpreadsheetsTests", ["Spreadsheets"]),
        tests("EdgeKitTests", ["EdgeKit", "Processing", "Vault", "MunicipalData", "Primitives"]),
        tests("DeidentificationTests", ["Deidentification", "Primitives"]),
        tests("ProcessingTests", ["Processing", "Deidentification", "MunicipalData", "Primitives"]),
        tests("VaultTests", ["Vault"]),
        tests("MessageLogTests", ["MessageLog", "SQLiteMessageLog", "Primitives", database]),
        tests(
            "ServiceRuntimeTests",
            ["TestSupport", "ServiceRuntime", "Messages", "MessageLog", "SQLiteMessageLog", "Primitives", logging]),
        tests(
            "ServicesTests",
            [
                "TestSupport", "Messages", "MessageLog", "ServiceRuntime", "Vault", "Processing", "Deidentification",
                "MunicipalData", "Primitives",
            ]
                + services),
        tests(
            "AdminCommandsTests",
            ["AdminCommands", "Messages", "Processing", "MunicipalData", "Spreadsheets", "Primitives"]),
        tests("PortalTests", ["Portal", "DataRequests", "Vault", "Messages", "Primitives", lifecycle, logging]),
        tests("ArchitectureTests", []),
        tests("EndToEndTests", ["MunicipalData", "Primitives", database]),
    ]
)
