import Anonymization
import Certification
import Contracts
import DataRequests
import Delivery
import FileRegister
import Foundation
import Identity
import Logging
import MessageLog
import Messages
import Primitives
import Processing
import SQLiteMessageLog
import ServiceRuntime
import Solicitation
import Vault

/// Everything of one installation, opened and put together. The composition root: no rules here.
final class Installation: Sendable {
    let home: Home
    let log: SQLiteMessageLog
    let clock: InstallationClock
    let runtime: ServiceRuntime
    let authenticator: Authenticator
    let vault: Vault
    let signer: OrganizationSigner
    let uploadStore: UploadStore

    /// Opens a home, making it where it does not exist.
    /// - Parameters:
    ///   - configuration: the folder of `law.yaml` and its companions.
    ///   - simulatedStart: where a simulated clock begins; nil = the computer's clock.
    init(home: Home, configuration: String, simulatedStart: Instant?, logger: Logger) async throws {
        self.home = home
        try home.prepare()
        let rules = try RuleBook.load(folder: configuration)
        let settings = try OrganizationSettings.load(folder: configuration)
        log = try SQLiteMessageLog.open(at: home.log, mode: .readWrite)
        clock = try InstallationClock.open(home, start: simulatedStart)
        // Before anything is made anew: a log that was cut off must not pass for an empty installation.
        if let contradiction = try await Checkpoint.contradiction(of: log, in: home) {
            await log.close()
            throw DamagedInstallation(reason: contradiction)
        }
        if try await log.head().position == .start { try home.createMissingKeys() }
        // Also in a home that is older than these: nothing was encrypted to a pair that never was.
        let intakeKeyFiles = IntakeKeyFiles(home)
        try intakeKeyFiles.createIfMissing(organization: settings.name, at: clock.clock.now())
        let key = try OrganizationKey.load(at: home.organizationKey)
        signer = try OrganizationSigner.load(at: home.signingKey)
        vault = try Vault(root: home.vault, organizationKey: key)
        let intakeSettings = try settings.intakeSettings
        var uploadLimits = UploadLimits()
        uploadLimits.length = Int64(intakeSettings.sizeLimit)
        uploadStore = try UploadStore(vault: vault, limits: uploadLimits)
        authenticator = Authenticator(log: log)
        let environment = RuntimeEnvironment(
            log: log, clock: clock.clock, rules: rules, logger: logger,
            worker: "\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString.prefix(8))")
        runtime = ServiceRuntime(
            environment: environment, views: try ViewStore(path: home.projections),
            services: [
                IdentityService(), CertificationService(), FileRegisterService(), SolicitationService(),
                ContractsService(),
                DataRequestsService(
                    vault: vault, signer: signer, organizationName: settings.name,
                    intakeKey: try intakeKeyFiles.load(), uploads: uploadStore, settings: intakeSettings),
                AnonymizationService(vault: vault, legalBasis: { LegalBasis(rules, on: $0) }),
                DeliveryService(
                    vault: vault, signer: signer, folder: home.deliveries, organizationName: settings.name),
            ],
            authenticate: { [authenticator] id in try await authenticator.actor(id) })
        // What a killed process left half-done is finished or removed before anything new begins.
        _ = try vault.sweep()
        _ = try uploadStore.sweep(at: clock.clock.now().milliseconds / 1000)
        try await runtime.start()
    }

    /// Takes files of municipalities in pieces, for an HTTP face.
    var uploads: UploadDesk {
        let authorization = UploadAuthorization(interface: LocalInterface(installation: self))
        return UploadDesk(
            store: uploadStore,
            authorize: { actor, request throws(Refusal) in try await authorization.municipality(actor, request) },
            now: { [clock] in clock.clock.now() })
    }

    /// Throws expired uploads away, every hour until cancelled.
    func expireUploads() async throws {
        while !Task.isCancelled {
            try await Task.sleep(for: .seconds(3600))
            // What does not succeed now, does in an hour.
            _ = try? uploadStore.sweep(at: clock.clock.now().milliseconds / 1000)
        }
    }

    /// Signs how far the log has come, again and again until cancelled.
    func keepCheckpoints() async throws {
        var signed = Position.start
        while !Task.isCancelled {
            let head = try await log.head()
            if head.position > signed {
                try Checkpoint.write(head, at: clock.clock.now(), signer: signer, home: home)
                signed = head.position
            }
            await log.waitForAppend(after: head.position, milliseconds: 5000)
            // Many appends share a checkpoint.
            try await Task.sleep(for: .seconds(1))
        }
    }

    /// Writes everything back and closes the files.
    func close() async {
        try? clock.remember(home)
        if let head = try? await log.head() {
            try? Checkpoint.write(head, at: clock.clock.now(), signer: signer, home: home)
        }
        await log.close()
    }
}

/// The installation is not what it was; nothing is done on it.
struct DamagedInstallation: Error, CustomStringConvertible {
    let reason: String
    var description: String { "E-LOG-CHECKPOINT: \(reason); restore the log from a backup before anything else" }
}
