package io.jenkins.plugins.flux;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium with the actions of a person: waiting for something to appear, typing, clicking. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int HIGH_WINDOW = 1600;

    /**
     * In a narrow window, a script of Jenkins 2.568 fails on any page with a long path of breadcrumbs: it gives the
     * items that do not fit a {@code label}, but the script that shows them expects a {@code displayName}.
     */
    private static final String NARROW_BREADCRUMBS =
            "http://[^/]+/\\S*/jsbundles/header\\.js .* Cannot read properties of undefined \\(reading 'replace'\\)";

    private final ChromeDriver driver;
    private final WebDriverWait wait;
    private final Path screenshots;

    private Browser(ChromeDriver driver, Path screenshots) {
        this.driver = driver;
        this.wait = new WebDriverWait(driver, PATIENCE);
        this.screenshots = screenshots;
    }

    /**
     * Starts Chromium and chromedriver from the path.
     *
     * @param profile an empty directory for the browser's files
     */
    static Browser start(Path profile) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(onPath("chromium"));
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless=new",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en",
                "--user-data-dir=" + profile);
        if (System.getProperty("user.name").equals("root")) {
            // Chromium refuses to run sandboxed as root.
            options.addArguments("--no-sandbox");
        }
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver"))
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().window().setSize(new Dimension(1280, 900));
        Path screenshots = Path.of(System.getProperty("flux.screenshots", "target/screenshots"));
        try {
            return new Browser(driver, Files.createDirectories(screenshots));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> new File(directory, program))
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        program + " is not on the path; the browser tests need Chromium and its driver"));
    }

    void open(String address) {
        driver.get(address);
    }

    /** Waits until an element exists and is visible. */
    WebElement see(By what) {
        return see(what, true);
    }

    /** Waits until an element exists. */
    WebElement see(By what, boolean visible) {
        return wait.until(
                visible
                        ? ExpectedConditions.visibilityOfElementLocated(what)
                        : ExpectedConditions.presenceOfElementLocated(what));
    }

    /** Waits until the page contains a text. */
    void seeText(String text) {
        wait.until(ExpectedConditions.textToBePresentInElementLocated(By.tagName("body"), text));
    }

    /** Waits until the page no longer contains a text. */
    void seeNoText(String text) {
        wait.until(
                ExpectedConditions.not(ExpectedConditions.textToBePresentInElementLocated(By.tagName("body"), text)));
    }

    /** Waits until the address begins with a text. */
    void seeAddress(String beginning) {
        await(
                "the address " + beginning,
                () -> driver.getCurrentUrl().startsWith(beginning)
                        && !driver.getCurrentUrl().contains("/login"));
    }

    /** The element with the keyboard focus. */
    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    String valueOf(By field) {
        return see(field).getDomProperty("value");
    }

    /** Whether the first matching image has been loaded and decoded. */
    boolean isLoaded(String selector) {
        return Boolean.TRUE.equals(driver.executeScript(
                "const image = document.querySelector(arguments[0]); return !!image && image.complete && image.naturalWidth > 0",
                selector));
    }

    /** Number of matching elements. */
    int count(String selector) {
        return ((Number) driver.executeScript("return document.querySelectorAll(arguments[0]).length", selector))
                .intValue();
    }

    /** Scrolls to the present end of the page. */
    void scrollToTheEnd() {
        driver.executeScript("window.scrollTo(0, document.documentElement.scrollHeight)");
    }

    /** Leaves a mark that disappears when the page is reloaded. */
    void mark() {
        driver.executeScript("window.fluxMark = true");
    }

    /** Whether the page has not been reloaded since {@link #mark()}. */
    boolean isMarked() {
        return Boolean.TRUE.equals(driver.executeScript("return window.fluxMark === true"));
    }

    /** Whether the page can be scrolled horizontally. */
    boolean isWiderThanItsWindow() {
        return Boolean.TRUE.equals(driver.executeScript(
                "return document.documentElement.scrollWidth > document.documentElement.clientWidth"));
    }

    void press(By what) {
        WebElement element = wait.until(ExpectedConditions.elementToBeClickable(what));
        // Jenkins' fixed bars at the top and bottom may cover what is scrolled under them.
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        wait.until(ExpectedConditions.elementToBeClickable(element)).click();
    }

    void write(By where, String text) {
        WebElement field = see(where);
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", field);
        field.clear();
        field.sendKeys(text);
    }

    /** Waits until a condition holds. */
    void await(String what, BooleanSupplier condition) {
        new WebDriverWait(driver, PATIENCE).withMessage(what).until(page -> condition.getAsBoolean());
    }

    void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** Whether loading into a list has finished. */
    boolean isSettled(By list) {
        return !see(list).getDomAttribute("class").contains("select-ajax-pending");
    }

    /**
     * Errors logged by the browser since the last call: scripts that failed, content that a policy blocked. Excludes
     * warnings of Jenkins' own scripts, the missing icon of a server without a context path, and {@link
     * #NARROW_BREADCRUMBS}.
     */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue()
                        || entry.getMessage().contains("/io/jenkins/plugins/flux/"))
                .map(entry -> entry.getMessage())
                .filter(message -> !message.matches("http://[^/]+/favicon\\.ico .*"))
                .filter(message -> !message.matches(NARROW_BREADCRUMBS))
                .toList();
    }

    void screenshot(String name) throws IOException {
        Files.write(screenshots.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Saves a screenshot of a part of the page, which may be taller than the window. */
    void screenshot(String name, By part) throws IOException {
        Dimension window = driver.manage().window().getSize();
        resize(window.getWidth(), HIGH_WINDOW);
        Files.write(screenshots.resolve(name + ".png"), see(part).getScreenshotAs(OutputType.BYTES));
        resize(window.getWidth(), window.getHeight());
    }

    @Override
    public void close() {
        driver.quit();
    }
}
