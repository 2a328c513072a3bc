// Starts the simulator of the service on the loopback interface, and stops it with Jenkins.
import java.util.logging.Logger

def log = Logger.getLogger('flux.simulator')
def jar = new File(System.getProperty('flux.simulator.jar', ''))
if (!jar.isFile()) {
    log.severe("There is no simulator at '${jar}': run mvn -Pjenkins -DskipTests install first")
    return
}
def java = new File(System.getProperty('java.home'), 'bin/java').path
def simulator = new ProcessBuilder(java, '-jar', jar.path, '--port', '8188', '--queue', '1s..3s', '--run', '2s..5s')
        .redirectErrorStream(true)
        .start()
Runtime.runtime.addShutdownHook(new Thread({ simulator.destroy() } as Runnable, 'end of the simulator'))
Thread.startDaemon('simulator') {
    simulator.inputStream.eachLine { log.info(it) }
}
