@echo off
rem Runs fanout from its release archive with the Java of JAVA_HOME or the PATH.
setlocal
set "root=%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -XX:+UseSerialGC "@%root%\lib\java.options" "-Dfanout.home=%root%" %FANOUT_JAVA_OPTS% -cp "%root%\lib\fanout.jar" dynamofanout.launcher.Main %*
exit /b %errorlevel%
