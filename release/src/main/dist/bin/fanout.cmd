@echo off
rem Runs fanout from its release archive with the Java of JAVA_HOME or the PATH.
setlocal
set "root=%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
rem The serial collector, unless somebody chose another: the JVM refuses to start with two.
set "collector=-XX:+UseSerialGC"
echo %JAVA_TOOL_OPTIONS% %JDK_JAVA_OPTIONS% %_JAVA_OPTIONS% %FANOUT_JAVA_OPTS% | findstr /c:"-XX:+Use" >nul && set "collector="
"%java%" %collector% "@%root%\lib\java.options" "-Dfanout.home=%root%" %FANOUT_JAVA_OPTS% -cp "%root%\lib\fanout.jar" dynamofanout.launcher.Main %*
exit /b %errorlevel%
